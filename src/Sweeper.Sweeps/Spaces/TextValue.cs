namespace Sweeper.Sweeps.Spaces;

/// <summary>A text, such as the name of an activation.</summary>
public sealed class TextValue(string text) : HyperparameterValue
{
    public string Text { get; } = text;

    public override string Canonical => field ??= JsonText.Quote(Text);

    public override string ToString() => Text;
}
