using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Programs.Python;

/// <summary>A value as a Python program would hold it, and how Python writes it.</summary>
public abstract class PythonValue
{
    private protected PythonValue()
    {
    }

    /// <summary>What <c>str</c> makes of it: the value of a flag.</summary>
    public virtual string Text => Source;

    /// <summary>What <c>repr</c> makes of it: how it stands inside lists and maps.</summary>
    public abstract string Source { get; }

    /// <summary>
    /// What <c>json.dumps</c> makes of it: with blanks after commas and colons, and everything beyond ASCII escaped.
    /// </summary>
    public abstract string Json { get; }

    /// <summary>The value in YAML 1.1, on one line.</summary>
    public virtual string Yaml => Json;

    /// <summary>The value as spaces and stores hold it. Numbers that are equal are the same value.</summary>
    public abstract HyperparameterValue ToHyperparameter();
}

/// <summary><c>None</c>.</summary>
public sealed class PythonNone : PythonValue
{
    public override string Source => "None";

    public override string Json => "null";

    public override HyperparameterValue ToHyperparameter() => NullValue.Instance;
}

/// <summary><c>True</c> or <c>False</c>.</summary>
public sealed class PythonBoolean(bool boolean) : PythonValue
{
    public bool Boolean { get; } = boolean;

    public override string Source => Boolean ? "True" : "False";

    public override string Json => Boolean ? "true" : "false";

    public override HyperparameterValue ToHyperparameter() => Boolean;
}

/// <summary>A whole number of any size.</summary>
/// <param name="digits">Its decimal digits, with a minus where it is negative.</param>
public sealed class PythonInteger(string digits) : PythonValue
{
    public override string Source => digits;

    public override string Json => digits;

    /// <summary>What no double is exactly is text, so that two numbers never become one.</summary>
    public override HyperparameterValue ToHyperparameter()
    {
        double number = double.Parse(digits, CultureInfo.InvariantCulture);
        return number.ToString("F0", CultureInfo.InvariantCulture) == digits ? number : digits;
    }
}

/// <summary>A floating-point number.</summary>
/// <param name="number">The number; may be infinite or NaN.</param>
/// <param name="spelling">How a flag spells it where that is not how Python does; null otherwise.</param>
public sealed class PythonFloat(double number, string? spelling = null) : PythonValue
{
    public override string Text => spelling ?? Source;

    public override string Source => PythonText.Float(number);

    public override string Json => double.IsNaN(number) ? "NaN"
        : double.IsInfinity(number) ? (number > 0 ? "Infinity" : "-Infinity")
        : Source;

    // Without a point, 1e-05 would be text.
    public override string Yaml => double.IsNaN(number) ? ".nan"
        : double.IsInfinity(number) ? (number > 0 ? ".inf" : "-.inf")
        : Source.Contains('.', StringComparison.Ordinal) ? Source : Source.Replace("e", ".0e", StringComparison.Ordinal);

    public override HyperparameterValue ToHyperparameter() => double.IsFinite(number) ? number : Source;
}

/// <summary>Text.</summary>
public sealed class PythonString(string text) : PythonValue
{
    public override string Text => text;

    public override string Source => PythonText.Quoted(text);

    public override string Json => PythonText.JsonQuoted(text, onlyAscii: true);

    // YAML has no pairs of surrogates: whatever is beyond ASCII stays as it is.
    public override string Yaml => PythonText.JsonQuoted(text, onlyAscii: false);

    public override HyperparameterValue ToHyperparameter() => text;
}

/// <summary>A list.</summary>
public sealed class PythonList(ImmutableArray<PythonValue> items) : PythonValue
{
    public override string Source => $"[{string.Join(", ", items.Select(i => i.Source))}]";

    public override string Json => $"[{string.Join(", ", items.Select(i => i.Json))}]";

    public override string Yaml => $"[{string.Join(", ", items.Select(i => i.Yaml))}]";

    public override HyperparameterValue ToHyperparameter() => new ListValue(items.Select(i => i.ToHyperparameter()));
}

/// <summary>A dictionary whose keys are text, in the order in which they were given.</summary>
public sealed class PythonMap(ImmutableArray<KeyValuePair<string, PythonValue>> entries) : PythonValue
{
    public override string Source =>
        $"{{{string.Join(", ", entries.Select(e => $"{PythonText.Quoted(e.Key)}: {e.Value.Source}"))}}}";

    public override string Json =>
        $"{{{string.Join(", ", entries.Select(e => $"{PythonText.JsonQuoted(e.Key, onlyAscii: true)}: {e.Value.Json}"))}}}";

    public override string Yaml =>
        $"{{{string.Join(", ", entries.Select(e => $"{PythonText.JsonQuoted(e.Key, onlyAscii: false)}: {e.Value.Yaml}"))}}}";

    public override HyperparameterValue ToHyperparameter() =>
        new MapValue(entries.Select(e => KeyValuePair.Create(e.Key, e.Value.ToHyperparameter())));
}
