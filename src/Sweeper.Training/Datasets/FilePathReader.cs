using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;

namespace Sweeper.Training.Datasets;

/// <summary>Reads paths of the user's own files.</summary>
internal sealed class FilePathReader(ValueReader values)
{
    public const int MaximumLength = 4096;

    /// <summary>The path, or null when it cannot be one. Whether it exists is seen when it is read.</summary>
    public string? Read(SyntaxNode node, string name)
    {
        if (values.Text(node, name) is not string path)
            return null;
        if (path.Trim().Length > 0 && path.Length <= MaximumLength && !path.Any(char.IsControl))
            return path;
        values.Refuse(
            node, name, ErrorCollector.Text($"a path of 1 to {MaximumLength:N0} characters, without control characters"));
        return null;
    }
}
