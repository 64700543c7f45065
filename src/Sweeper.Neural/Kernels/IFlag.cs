namespace Sweeper.Neural.Kernels;

/// <summary>A choice that the JIT makes when it compiles a kernel, which then holds no trace of the other branch.</summary>
internal interface IFlag
{
    static abstract bool Value { get; }
}
