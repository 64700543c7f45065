namespace Sweeper.Storage.Filters;

/// <summary>The value that a trial has under a name: a hyperparameter, a metric, or a fact such as its state.</summary>
public sealed record NameOperand(string Name) : FilterOperand
{
    public bool Equals(NameOperand? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    public override string ToString() => FilterWords.IsPlainName(Name) ? Name : $"\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
