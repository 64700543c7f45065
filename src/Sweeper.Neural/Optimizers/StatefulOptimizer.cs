using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Optimizers;

/// <summary>An optimiser that remembers one or two numbers per weight, at first 0, and counts its steps.</summary>
internal abstract class StatefulOptimizer<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _statesPerWeight;
    private ImmutableArray<T[]> _arrays = [];
    private long _stepCount;

    protected StatefulOptimizer(int statesPerWeight) => _statesPerWeight = statesPerWeight;

    public void Step(ReadOnlySpan<WeightTensor<T>> weights, double learningRate)
    {
        if (_arrays.IsEmpty)
            _arrays = Allocate(weights);
        _stepCount++;
        for (int i = 0; i < weights.Length; i++)
        {
            Span<T> first = _arrays[i * _statesPerWeight];
            Span<T> second = _statesPerWeight == 2 ? _arrays[(i * _statesPerWeight) + 1] : default;
            Update(weights[i], learningRate, _stepCount, first, second);
        }
    }

    public OptimizerState<T> Export() => new(_stepCount, [.. _arrays.Select(a => (T[])a.Clone())]);

    public void Import(OptimizerState<T> state)
    {
        _stepCount = state.StepCount;
        _arrays = [.. state.Arrays.Select(a => (T[])a.Clone())];
    }

    /// <summary>
    /// Changes the values of one tensor and what is remembered of them; <paramref name="step"/> counts from 1.
    /// </summary>
    protected abstract void Update(WeightTensor<T> tensor, double learningRate, long step, Span<T> first, Span<T> second);

    private ImmutableArray<T[]> Allocate(ReadOnlySpan<WeightTensor<T>> weights)
    {
        var arrays = ImmutableArray.CreateBuilder<T[]>();
        foreach (WeightTensor<T> tensor in weights)
        {
            for (int i = 0; i < _statesPerWeight; i++)
                arrays.Add(new T[tensor.Count]);
        }

        return arrays.ToImmutable();
    }
}
