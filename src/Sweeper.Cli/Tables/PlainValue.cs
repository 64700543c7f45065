using Sweeper.Sweeps.Spaces;

namespace Sweeper.Cli.Tables;

/// <summary>The values of hyperparameters as a <see cref="ResultTable"/> holds them.</summary>
internal static class PlainValue
{
    public static object? Of(HyperparameterValue? value) => value switch
    {
        null => null,
        NumberValue number => number.Number,
        BooleanValue boolean => boolean.Boolean,
        TextValue text => text.Text,
        _ => value,
    };
}
