using System.Globalization;
using System.Numerics;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Programs.Python;

/// <summary>Makes values of Python of what files and stores hold.</summary>
public static class PythonValues
{
    /// <summary>A value of a document of <see cref="Dialect.Wandb"/>.</summary>
    public static PythonValue Read(SyntaxNode node) => node switch
    {
        SequenceNode list => new PythonList([.. list.Items.Select(Read)]),
        MappingNode map => new PythonMap([.. map.Entries.Select(e => KeyValuePair.Create(e.Name, Read(e.Value)))]),
        ScalarNode { Kind: ScalarKind.Null } => new PythonNone(),
        ScalarNode { Kind: ScalarKind.Boolean } scalar => new PythonBoolean(CoreSchema.BooleanOf(scalar.Text)),
        ScalarNode { Kind: ScalarKind.Integer } scalar => new PythonInteger(scalar.Text),
        ScalarNode { Kind: ScalarKind.Float } scalar =>
            new PythonFloat(CoreSchema.NumberOf(scalar.Text), IsTextOfPython(scalar) ? scalar.Text : null),
        ScalarNode scalar => new PythonString(scalar.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>
    /// Whether a scalar is a number here and text for PyYAML, such as <c>1e-3</c>: a flag then has it as it is written, so
    /// that scripts get what they always got.
    /// </summary>
    public static bool IsTextOfPython(ScalarNode scalar) =>
        scalar.Kind == ScalarKind.Float && Yaml11.KindOf(scalar.Text) == ScalarKind.Text;

    /// <summary>A value that no file spells: one that was drawn, or that is read from a store.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isWhole">Whether it is a whole number of Python where it can be.</param>
    public static PythonValue Of(HyperparameterValue value, bool isWhole = true) => value switch
    {
        NumberValue { Number: double number } when isWhole && number == Math.Truncate(number) => Integer(number),
        NumberValue { Number: double number } => new PythonFloat(number),
        BooleanValue boolean => new PythonBoolean(boolean.Boolean),
        TextValue text => new PythonString(text.Text),
        NullValue => new PythonNone(),
        ListValue list => new PythonList([.. list.Items.Select(i => Of(i))]),
        MapValue map => new PythonMap([.. map.Entries.Select(e => KeyValuePair.Create(e.Key, Of(e.Value)))]),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static PythonInteger Integer(double number) => new(new BigInteger(number).ToString(CultureInfo.InvariantCulture));
}
