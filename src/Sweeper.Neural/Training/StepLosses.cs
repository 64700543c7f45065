using System.Globalization;

namespace Sweeper.Neural.Training;

/// <summary>
/// The loss within epochs: means over the losses of some steps at a time, each measured before its step. When there are too many
/// of them, each two become one, so that the longest training has a curve of a few thousand points. For one thread.
/// </summary>
public sealed class StepLosses
{
    /// <summary>There are never more points; an even number.</summary>
    public const int MostPoints = 4096;

    private readonly float[] _points = new float[MostPoints];
    private int _count;
    private double _sum;
    private int _pending;

    /// <param name="every">Steps per point at first; at least 1.</param>
    public StepLosses(int every)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        Every = every;
    }

    /// <summary>Steps per point.</summary>
    public long Every { get; private set; }

    /// <summary>
    /// The mean loss of the first so many steps, of the next, and so on. Steps that do not make a point yet are left out.
    /// </summary>
    public ReadOnlySpan<float> Points => _points.AsSpan(0, _count);

    /// <summary>The points, to overwrite.</summary>
    internal Span<float> Values => _points.AsSpan(0, _count);

    /// <summary>All but the points, as text.</summary>
    internal string State
    {
        get =>
            string.Create(CultureInfo.InvariantCulture, $"{Every} {_count} {_pending} {BitConverter.DoubleToInt64Bits(_sum)}");
        set
        {
            long?[] numbers = [.. value.Split(' ')
                .Select(n => long.TryParse(n, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
                    ? number : (long?)null)];
            if (numbers is not [>= 1 and long every, >= 0 and < MostPoints and long count, >= 0 and <= int.MaxValue
                and long pending, long sum] || pending >= every)
                throw new InvalidDataException($"'{value}' is no state of losses");
            (Every, _count, _pending, _sum) = (every, (int)count, (int)pending, BitConverter.Int64BitsToDouble(sum));
        }
    }

    /// <summary>Becomes like another.</summary>
    internal void CopyFrom(StepLosses other)
    {
        State = other.State;
        other.Points.CopyTo(_points);
    }

    /// <summary>Adds the mean loss of a step's images.</summary>
    public void Add(double loss)
    {
        _sum += loss;
        if (++_pending < Every)
            return;
        _points[_count++] = (float)(_sum / _pending);
        (_sum, _pending) = (0, 0);
        if (_count == MostPoints)
            Halve();
    }

    private void Halve()
    {
        _count = MostPoints / 2;
        Every *= 2;
        for (int i = 0; i < _count; i++)
            _points[i] = (_points[2 * i] + _points[(2 * i) + 1]) / 2;
    }
}
