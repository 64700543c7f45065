namespace Sweeper.Storage.Filters;

/// <summary>What a piece of a filter's text is.</summary>
internal enum FilterTokenKind
{
    /// <summary>A bare word: a keyword or a name.</summary>
    Word,

    /// <summary>A name in double quotes.</summary>
    QuotedName,

    Number,

    /// <summary>A text in single quotes.</summary>
    Text,

    /// <summary>A comparison, a parenthesis or a comma.</summary>
    Symbol,

    End,
}
