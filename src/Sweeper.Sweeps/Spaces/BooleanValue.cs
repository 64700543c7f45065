namespace Sweeper.Sweeps.Spaces;

/// <summary>True or false.</summary>
public sealed class BooleanValue(bool boolean) : HyperparameterValue
{
    public bool Boolean { get; } = boolean;

    private protected override string WriteCanonical() => Boolean ? "true" : "false";
}
