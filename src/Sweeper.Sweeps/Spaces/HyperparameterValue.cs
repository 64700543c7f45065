using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sweeper.Sweeps.Spaces;

/// <summary>
/// One value a hyperparameter can take: text, number, boolean, nothing, list or map. Immutable; two values are equal when their
/// canonical texts are.
/// </summary>
public abstract class HyperparameterValue : IEquatable<HyperparameterValue>
{
    private protected HyperparameterValue()
    {
    }

    /// <summary>
    /// The value as canonical JSON: no white space, map keys in ordinal order, numbers in their shortest form that reads
    /// back to the same double. It is hashed into a trial's identity and stored, so its form never changes.
    /// </summary>
    public abstract string Canonical { get; }

    /// <summary>Appends <see cref="Canonical"/> to a text in UTF-8.</summary>
    public virtual void AppendTo(ArrayBufferWriter<byte> text) => Encoding.UTF8.GetBytes(Canonical, text);

    /// <summary>Reads a value back from its <see cref="Canonical"/> text.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static HyperparameterValue Parse(string canonical)
    {
        using JsonDocument document = JsonDocument.Parse(canonical);
        return From(document.RootElement);
    }

    public static implicit operator HyperparameterValue(string text) => new TextValue(text);

    public static implicit operator HyperparameterValue(double number) => new NumberValue(number);

    public static implicit operator HyperparameterValue(bool boolean) => new BooleanValue(boolean);

    /// <summary>The value as people read it: text without quotes, numbers with a point, lists and maps as JSON.</summary>
    public override string ToString() => Canonical;

    public virtual bool Equals(HyperparameterValue? other) =>
        ReferenceEquals(this, other) || (other is not null && Canonical == other.Canonical);

    public sealed override bool Equals(object? obj) => Equals(obj as HyperparameterValue);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Canonical);

    private static List<HyperparameterValue> Items(JsonElement array)
    {
        List<HyperparameterValue> items = new(array.GetArrayLength());
        foreach (JsonElement item in array.EnumerateArray())
            items.Add(From(item));
        return items;
    }

    private static HyperparameterValue From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => new TextValue(element.GetString()!),
        JsonValueKind.Number => new NumberValue(element.GetDouble()),
        JsonValueKind.True => new BooleanValue(true),
        JsonValueKind.False => new BooleanValue(false),
        JsonValueKind.Null => NullValue.Instance,
        JsonValueKind.Array => new ListValue(Items(element)),
        JsonValueKind.Object => new MapValue(element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, From(p.Value)))),
        _ => throw new JsonException($"a hyperparameter value cannot be {element.ValueKind}"),
    };
}

/// <summary>True or false.</summary>
public sealed class BooleanValue(bool boolean) : HyperparameterValue
{
    public bool Boolean { get; } = boolean;

    public override string Canonical => Boolean ? "true" : "false";
}

/// <summary>Nothing, as a value like any other: what programs are told as None or null.</summary>
public sealed class NullValue : HyperparameterValue
{
    private NullValue()
    {
    }

    /// <summary>The only one.</summary>
    public static NullValue Instance { get; } = new();

    public override string Canonical => "null";
}

/// <summary>A finite number; integers up to 2⁵³ are exact, and 1 and 1.0 are the same value.</summary>
public sealed class NumberValue : HyperparameterValue
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is NaN or infinite.</exception>
    public NumberValue(double number)
    {
        if (!double.IsFinite(number))
            throw new ArgumentOutOfRangeException(nameof(number), number, "A hyperparameter value must be finite.");

        // Minus zero prints as "-0": the same setting must not have two identities.
        Number = number == 0 ? 0 : number;
    }

    public double Number { get; }

    // Not kept, nor compared: a plan may have millions of numbers, each of its own.
    public override string Canonical => Number.ToString("R", CultureInfo.InvariantCulture);

    public override void AppendTo(ArrayBufferWriter<byte> text) => text.Append(Number, "R");

    public override bool Equals(HyperparameterValue? other) => other is NumberValue value && value.Number.Equals(Number);

    public override int GetHashCode() => Number.GetHashCode();
}

/// <summary>A text, such as the name of an activation.</summary>
public sealed class TextValue(string text) : HyperparameterValue
{
    public string Text { get; } = text;

    public override string Canonical => field ??= JsonText.Quote(Text);

    public override string ToString() => Text;
}

/// <summary>Several values in order that are one setting together, such as an activation per hidden layer.</summary>
public sealed class ListValue(IEnumerable<HyperparameterValue> items) : HyperparameterValue
{
    public ImmutableArray<HyperparameterValue> Items { get; } = [.. items];

    public override string Canonical => field ??= $"[{string.Join(',', Items.Select(i => i.Canonical))}]";
}

/// <summary>
/// Named settings that are one value together, such as an initializer with its scale. Keys are in ordinal order.
/// </summary>
public sealed class MapValue(IEnumerable<KeyValuePair<string, HyperparameterValue>> entries) : HyperparameterValue
{
    public ImmutableSortedDictionary<string, HyperparameterValue> Entries { get; } =
        entries.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public override string Canonical => field ??=
        $"{{{string.Join(',', Entries.Select(e => $"{JsonText.Quote(e.Key)}:{e.Value.Canonical}"))}}}";
}
