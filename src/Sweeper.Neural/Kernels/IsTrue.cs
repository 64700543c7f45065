namespace Sweeper.Neural.Kernels;

/// <summary>The flag that is set.</summary>
internal readonly struct IsTrue : IFlag
{
    public static bool Value => true;
}
