namespace Sweeper.Neural.Kernels;

/// <summary>The flag that is not set.</summary>
internal readonly struct IsFalse : IFlag
{
    public static bool Value => false;
}
