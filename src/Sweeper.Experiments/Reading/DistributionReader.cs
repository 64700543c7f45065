using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>
/// Reads the distributions of numbers: <c>min</c> and <c>max</c>, <c>mu</c> and <c>sigma</c>, or <c>a</c> and <c>b</c>, and
/// <c>q</c>.
/// </summary>
/// <remarks>
/// The bounds of a range must be values that the hyperparameter may have. A normal distribution has no bounds: what the
/// hyperparameter may not have is drawn again, and when that is nearly everything, the distribution is refused.
/// </remarks>
internal sealed class DistributionReader(HyperparameterContext context, Dialect dialect)
{
    private static readonly NumberRange Any = new(double.MinValue, double.MaxValue);
    private static readonly NumberRange Positive = new(0, ExcludesMinimum: true);
    private static readonly NumberRange NotNegative = new(0);

    // Beyond them e to the power of a bound is 0 or infinite.
    private static readonly NumberRange Exponents = new(-700, 700);

    private readonly ValueReader _values = context.Values;

    /// <summary>The distribution and the ends of its range, or null when something is wrong.</summary>
    public DeclaredHyperparameter? Read(HyperparameterDefinition definition, DistributionKind kind, MappingNode map)
    {
        if (definition.NumbersIn(context) is not NumberRange range)
        {
            _values.Errors.Add(
                map, $"{definition.Name} is not a number, so it has no {kind.Name} distribution; list its values: [...]");
            return null;
        }

        if (definition.TakesIntegers && !kind.IsQuantized && kind.Name != DistributionKind.IntUniform)
        {
            string instead = kind.IsRange ? "int_uniform, or q_uniform with a whole q" : "q_normal with a whole q";
            _values.Errors.Add(
                map, $"{definition.Name} takes whole numbers, and {kind.Name} gives others; write distribution: {instead}");
            return null;
        }

        int before = _values.Errors.Count;
        double? step = kind.IsQuantized ? ReadStep(definition, map) : null;
        (NumericDistribution Distribution, double Minimum, double Maximum)? read =
            kind.IsRange ? ReadBounds(definition, kind, map, range)
            : kind.IsBeta ? ReadBeta(definition, map)
            : ReadNormal(definition, kind, map, range);
        if (read is not var (distribution, minimum, maximum) || _values.Errors.Count > before)
            return null;
        bool isOne = distribution is TruncatedDistribution
        {
            Inner: NormalDistribution { StandardDeviation: 0 } or LogNormalDistribution { StandardDeviation: 0 },
        };
        if (step is double q)
        {
            if (Quantize(definition, map, distribution, q, minimum, maximum, range) is not QuantizedDistribution quantized)
                return null;
            distribution = quantized;
            (minimum, maximum) = (
                QuantizedDistribution.Multiple(quantized.First, q), QuantizedDistribution.Multiple(quantized.Last, q));
        }

        if (isOne)
            return new DeclaredHyperparameter(
                definition, [new DeclaredValue(distribution.Draw(RandomDraws.For(0, 0, "")), map)]);
        ImmutableArray<DeclaredValue> ends = [.. new[] { minimum, maximum }
            .Where(e => kind.IsRange && range.Contains(e)).Distinct().Select(e => new DeclaredValue(new NumberValue(e), map))];
        return new DeclaredHyperparameter(definition, ends) { Distribution = distribution };
    }

    /// <summary>The values that a grid tries of a distribution, or null when they cannot be listed.</summary>
    public static IEnumerable<double>? Steps(Distribution distribution, Dialect dialect) => distribution switch
    {
        QuantizedDistribution { Inner: UniformDistribution range } quantized when dialect == Dialect.Wandb =>
            Steps(range.Minimum, range.Maximum, quantized.Step),
        IntegerUniformDistribution integers => Count(integers.Minimum, integers.Maximum, 1),
        QuantizedDistribution { Inner: UniformDistribution or LogUniformDistribution } quantized =>
            Count(quantized.First, quantized.Last, quantized.Step),
        _ => null,
    };

    // As numpy.arange has them, by which Weights & Biases lists them: from the minimum on, without the maximum.
    private static IEnumerable<double> Steps(double minimum, double maximum, double step)
    {
        double count = Math.Ceiling((maximum - minimum) / step), apart = minimum + step - minimum;
        for (double i = 0; i < count; i++)
            yield return minimum + (i * apart);
    }

    private static IEnumerable<double> Count(double first, double last, double step)
    {
        for (double factor = first; factor <= last; factor++)
            yield return QuantizedDistribution.Multiple(factor, step);
    }

    private double? ReadStep(HyperparameterDefinition definition, MappingNode map)
    {
        if (map.Find("q") is not SyntaxNode node)
            return 1;
        return definition.TakesIntegers
            ? _values.Integer(node, $"{definition.Name}.q", new NumberRange(1))
            : _values.Number(node, $"{definition.Name}.q", Positive);
    }

    private (NumericDistribution Distribution, double Minimum, double Maximum)? ReadBounds(
        HyperparameterDefinition definition, DistributionKind kind, MappingNode map, NumberRange range)
    {
        if (kind.IsExponential)
            range = Exponents;
        else if (kind.IsLogarithmic && range.Minimum <= 0)
            range = range with { Minimum = 0, ExcludesMinimum = true };
        bool isInteger = kind.Name == DistributionKind.IntUniform;
        double? minimum = ReadBound(definition, map, "min", range, isInteger);
        double? maximum = ReadBound(definition, map, "max", range, isInteger);
        if (minimum is not double min || maximum is not double max)
            return null;
        if (min >= max)
        {
            SyntaxNode node = map.Find("max")!;
            _values.Refuse(node, $"{definition.Name}.max", $"greater than its min, {DescribedNode.Found(map.Find("min")!)}");
            return null;
        }

        if (kind.IsExponential)
            (min, max) = kind.Name == DistributionKind.InverseLogUniform
                ? (Math.Exp(-max), Math.Exp(-min))
                : (Math.Exp(min), Math.Exp(max));
        NumericDistribution distribution = isInteger
            ? new IntegerUniformDistribution((long)min, (long)max)
            : kind.IsLogarithmic ? new LogUniformDistribution(min, max) : new UniformDistribution(min, max);
        return (distribution, min, max);
    }

    private (NumericDistribution Distribution, double Minimum, double Maximum)? ReadBeta(
        HyperparameterDefinition definition, MappingNode map)
    {
        double? alpha = map.Find("a") is SyntaxNode a ? _values.Number(a, $"{definition.Name}.a", Positive) : 1;
        double? beta = map.Find("b") is SyntaxNode b ? _values.Number(b, $"{definition.Name}.b", Positive) : 1;
        return alpha is double first && beta is double second ? (new BetaDistribution(first, second), 0, 1) : null;
    }

    private double? ReadBound(
        HyperparameterDefinition definition, MappingNode map, string key, NumberRange range, bool isInteger)
    {
        string name = $"{definition.Name}.{key}";
        if (map.Find(key) is not SyntaxNode node)
        {
            _values.Errors.Add(map, $"{definition.Name} has no {key}; give both min and max");
            return null;
        }

        return isInteger ? _values.Integer(node, name, range) : _values.Number(node, name, range);
    }

    private (NumericDistribution Distribution, double Minimum, double Maximum)? ReadNormal(
        HyperparameterDefinition definition, DistributionKind kind, MappingNode map, NumberRange range)
    {
        double? mu = map.Find("mu") is SyntaxNode mean ? _values.Number(mean, $"{definition.Name}.mu", Any) : 0;
        double? sigma = map.Find("sigma") is SyntaxNode deviation
            ? _values.Number(deviation, $"{definition.Name}.sigma", dialect == Dialect.Wandb ? NotNegative : Positive)
            : 1;
        if (mu is null || sigma is null)
            return null;
        bool isLogarithmic = kind.Name is DistributionKind.LogNormal or DistributionKind.QLogNormal;
        var truncated = new TruncatedDistribution(
            isLogarithmic ? new LogNormalDistribution(mu.Value, sigma.Value) : new NormalDistribution(mu.Value, sigma.Value),
            range.Least,
            range.Greatest);
        if (truncated.IsLikely)
            return (truncated, range.Least, range.Greatest);
        _values.Errors.Add(
            map,
            $"less than a hundredth of this {kind.Name} distribution is {range.Text}, as {definition.Name} must be; "
            + $"change mu and sigma");
        return null;
    }

    private QuantizedDistribution? Quantize(
        HyperparameterDefinition definition,
        MappingNode map,
        NumericDistribution distribution,
        double step,
        double minimum,
        double maximum,
        NumberRange range)
    {
        // A bound that is a multiple of the step is one whatever the last bit of the quotient says.
        double first = Math.Ceiling((minimum / step) - 1e-9), last = Math.Floor((maximum / step) + 1e-9);
        if (!range.Contains(QuantizedDistribution.Multiple(first, step)))
            first++;
        if (double.IsFinite(last) && !range.Contains(QuantizedDistribution.Multiple(last, step)))
            last--;
        if (first <= last)
            return new QuantizedDistribution(distribution, step, first, last);
        _values.Errors.Add(
            map, ErrorCollector.Text($"{definition.Name} has no multiple of its q, {step:R}, in its range; make q smaller"));
        return null;
    }
}
