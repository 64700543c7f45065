using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Samplers;

namespace Sweeper.Experiments.Reading;

/// <summary>Reads experiments. A file is either valid, or every error in it is reported at once.</summary>
/// <param name="kinds">The kinds of trials that there are. A document that none claims is read by the last.</param>
public sealed class ExperimentLoader(params ImmutableArray<ITrialKind> kinds)
{
    /// <summary>The samplers that experiments may name.</summary>
    public ImmutableArray<SamplerKind> Samplers { get; init; } = SamplerKinds.All;

    /// <summary>Reads an experiment file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">
    /// Values that override those of the file, each <c>KEY=VALUE</c> as after <c>--set</c>; null for none.
    /// </param>
    /// <exception cref="SweeperException">There is no such file, or it cannot be read.</exception>
    public ExperimentLoadResult LoadFile(string path, IReadOnlyList<string>? settings = null)
    {
        byte[] bytes = ReadBytes(path);
        try
        {
            return Load(SourceText.Decode(bytes), path, settings);
        }
        catch (SyntaxException exception)
        {
            var errors = new ErrorCollector(path);
            errors.Add(exception.Position, exception.Message);
            return Result(null, errors);
        }
    }

    /// <summary>Reads an experiment from its text.</summary>
    /// <param name="text">The YAML document.</param>
    /// <param name="file">What errors call it.</param>
    /// <param name="settings">
    /// Values that override those of the text, each <c>KEY=VALUE</c> as after <c>--set</c>; null for none.
    /// </param>
    public ExperimentLoadResult Load(string text, string file, IReadOnlyList<string>? settings = null)
    {
        var errors = new ErrorCollector(file);
        if (SyntaxReader.Read(text, errors) is not SyntaxNode written)
            return Result(null, errors);
        ITrialKind kind = KindOf(written);
        SyntaxNode root = new DialectReader(kind.Dialect, errors).Read(written);
        if (settings is not null)
            root = new SettingOverrides(kind, errors).Apply(root, settings);
        Experiment? experiment = new ExperimentReader(kind, Samplers, file, text, errors).Read(root);
        experiment = experiment is null ? null : experiment with { Settings = [.. settings ?? []] };
        return Result(experiment, errors);
    }

    private ITrialKind KindOf(SyntaxNode root) => root is MappingNode document
        ? (kinds.FirstOrDefault(k => k.Claims(document)) ?? kinds[^1]).For(document)
        : kinds[^1];

    private static ExperimentLoadResult Result(Experiment? experiment, ErrorCollector errors) => new()
    {
        Experiment = errors.Count == 0 ? experiment : null,
        Errors = errors.Errors,
        Notes = errors.Notes,
    };

    private static byte[] ReadBytes(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            // One byte more than allowed is enough to know that the file is too large, however large it is.
            byte[] bytes = new byte[SyntaxLimits.MaximumBytes + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..length];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            string message = $"there is no experiment file '{path}'; check the path, or look in experiments/";
            throw new SweeperException(message, FailureKind.Input, exception);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string reason = Directory.Exists(path) ? "it is a folder" : exception.Message;
            throw new SweeperException($"the experiment file '{path}' cannot be read: {reason}", FailureKind.Input, exception);
        }
    }
}
