namespace Sweeper.Neural.Kernels;

/// <summary>Memory that the products of one network reuse from step to step. For one thread.</summary>
internal sealed class Scratch<T>
    where T : unmanaged
{
    private T[] _panel = [];
    private T[] _tile = [];
    private T[] _left = [];

    /// <summary>Room for a packed panel; its content is arbitrary.</summary>
    public Span<T> Panel(int length) => Room(ref _panel, length);

    /// <summary>Room for one tile; its content is arbitrary.</summary>
    public Span<T> Tile(int length) => Room(ref _tile, length);

    /// <summary>Room for a packed left operand; its content is arbitrary.</summary>
    public Span<T> Left(int length) => Room(ref _left, length);

    private static Span<T> Room(ref T[] array, int length)
    {
        if (array.Length < length)
            array = new T[length];
        return array.AsSpan(0, length);
    }
}
