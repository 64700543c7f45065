namespace Sweeper.Neural.Kernels.Simd;

/// <summary>A choice that the JIT makes when it compiles a kernel, which then holds no trace of the other branch.</summary>
internal interface IFlag
{
    static abstract bool Value { get; }
}

/// <summary>The flag that is set.</summary>
internal readonly struct IsTrue : IFlag
{
    public static bool Value => true;
}

/// <summary>The flag that is not set.</summary>
internal readonly struct IsFalse : IFlag
{
    public static bool Value => false;
}
