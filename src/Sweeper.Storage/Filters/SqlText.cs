using System.Globalization;
using System.Text;

namespace Sweeper.Storage.Filters;

/// <summary>SQL in the making and the values bound to it. Nothing that a user wrote becomes part of the text.</summary>
internal sealed class SqlText
{
    private readonly StringBuilder _text = new();
    private readonly List<object?> _values = [];

    /// <summary>The values of <c>?1</c>, <c>?2</c> and so on.</summary>
    public IReadOnlyList<object?> Values => _values;

    public SqlText Add(string sql)
    {
        _text.Append(sql);
        return this;
    }

    /// <summary>Adds a place for a value, and the value.</summary>
    public SqlText AddValue(object? value)
    {
        _values.Add(value);
        _text.Append(CultureInfo.InvariantCulture, $"?{_values.Count}");
        return this;
    }

    public override string ToString() => _text.ToString();
}
