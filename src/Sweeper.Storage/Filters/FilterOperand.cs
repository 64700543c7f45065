using Sweeper.Sweeps.Spaces;

namespace Sweeper.Storage.Filters;

/// <summary>A value in a filter: a name that stands for one, or one that is written out.</summary>
public abstract record FilterOperand
{
    private protected FilterOperand()
    {
    }

    /// <summary>Where it stands in the text of the filter, from 0; not part of what it is.</summary>
    public int Position { get; init; }
}

/// <summary>The value that a trial has under a name: a hyperparameter, a metric, or a fact such as its state.</summary>
public sealed record NameOperand(string Name) : FilterOperand
{
    public bool Equals(NameOperand? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    public override string ToString() =>
        FilterWords.IsPlainName(Name) ? Name : $"\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>A number, a text in single quotes, true or false.</summary>
/// <param name="Value">A <see cref="NumberValue"/>, <see cref="TextValue"/> or <see cref="BooleanValue"/>.</param>
public sealed record LiteralOperand(HyperparameterValue Value) : FilterOperand
{
    public bool Equals(LiteralOperand? other) => other is not null && Value.Equals(other.Value);

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() =>
        Value is TextValue text ? $"'{text.Text.Replace("'", "''", StringComparison.Ordinal)}'" : Value.ToString();
}
