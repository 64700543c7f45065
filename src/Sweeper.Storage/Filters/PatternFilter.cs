namespace Sweeper.Storage.Filters;

/// <summary>
/// <c>reason like '%patience%'</c>: a text in which <c>%</c> stands for any characters and <c>_</c> for one; the letters a to z match
/// their capitals. Unknown for what is no text.
/// </summary>
public sealed record PatternFilter(NameOperand Operand, LiteralOperand Pattern) : Filter
{
    public override string ToString() => Write("like");

    internal string Write(string keyword) => $"{Operand} {keyword} {Pattern}";
}
