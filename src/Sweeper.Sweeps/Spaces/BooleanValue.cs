namespace Sweeper.Sweeps.Spaces;

/// <summary>True or false.</summary>
public sealed class BooleanValue(bool boolean) : HyperparameterValue
{
    public bool Boolean { get; } = boolean;

    public override string Canonical => Boolean ? "true" : "false";
}
