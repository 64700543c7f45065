namespace Sweeper.Storage.Filters;

/// <summary>The opposite: <c>not …</c>, <c>… not in …</c> and the like. Unknown stays unknown.</summary>
public sealed record NotFilter(Filter Inner) : Filter
{
    public override string ToString() => Inner switch
    {
        MembershipFilter membership => membership.Write("not in"),
        RangeFilter range => range.Write("not between"),
        PatternFilter pattern => pattern.Write("not like"),
        MissingFilter missing => $"{missing.Operand} is not null",
        _ => $"not {Nested(Inner)}",
    };
}
