using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Sweeper.Experiments.Syntax;

namespace Sweeper.Training.Hyperparameters;

/// <summary>What to say to the ways in which layers are written elsewhere.</summary>
internal static class LayerMistakes
{
    private const string Hyphens = "put a hyphen between two layers, as in 32c3-p2-128";

    // Forms in lower case, the first that fits first, and what to answer, with the groups of the form in it.
    private static readonly ImmutableArray<(Regex Form, string Advice)> Known =
    [
        Answer("([0-9]+)c", "a convolution needs the size of its filters, as in $1c3"),
        Answer("c([0-9]+)", "a convolution needs the number of its filters, as in 32c$1"),
        Answer(
            "conv(olution)?(2d)?_?[0-9]*|[0-9]+([x×*][0-9]+){2}",
            "a convolution is written with the number of its filters and their size, as in 32c3"),
        Answer("([0-9]+)(x|×|\\*|k|conv)([0-9]+)", "did you mean '$1c$3'?"),
        Answer("([0-9]+c[0-9]+)[x×*][0-9]+.*", "filters are as wide as they are high, with one size, as in $1"),
        Answer(
            "([0-9]+c[0-9]+(s[0-9]+)?v?)(p[0-9]+)",
            "did you mean '$1-$3', with a hyphen before max pooling? The zeros around the input need no number"),
        Answer("(p[0-9]+)(p[0-9]+)", "did you mean '$1-$2'?"),
        Answer(
            "([0-9]+c[0-9]+(s[0-9]+)?)(p|same)",
            "the zeros around the input need no number: write $1 with them, or $1v without"),
        Answer("([0-9]+c[0-9]+(s[0-9]+)?)valid", "did you mean '$1v'?"),
        Answer("([0-9]+c[0-9]+)v(s[0-9]+)", "did you mean '$1$2v'?"),
        Answer("(max|maxpool|maxpooling|mp|pool)?p?", "max pooling needs the size of its squares, as in p2"),
        Answer("(max|maxpool|maxpooling|mp|pool|pooling)_?([0-9]+)", "did you mean 'p$2'?"),
        Answer("([0-9]+)p", "did you mean 'p$1'?"),
        Answer("p([0-9]+)[sx×*v].*", "the squares of max pooling lie side by side and have one size, as in p$1"),
        Answer("(a|avg|average|global)_?p(ool(ing)?)?_?[0-9]*", "max pooling, such as p2, is the only one there is"),
        Answer("(d|fc|dense|linear)_?([0-9]+)", "did you mean '$2'?"),
        Answer(".*[0-9][ ,;_/>|→]+[a-z]*[0-9].*", Hyphens),
    ];

    /// <summary>Completes "layer 2 is '32x3'; …" for a text that is no layer; null when it is like none.</summary>
    public static string? AdviceFor(string text)
    {
        string written = DescribedNode.Printable(text).Trim().ToLowerInvariant();
        if (written != text && LayerNotation.IsLayer(written))
            return $"did you mean '{written}'?";
        return Known.Select(known => (Match: known.Form.Match(written), known.Advice))
            .FirstOrDefault(known => written.Length > 0 && known.Match.Success) is { Advice: string advice } found
            ? found.Match.Result(advice)
            : null;
    }

    private static (Regex Form, string Advice) Answer(string form, string advice) =>
        (new Regex($@"^(?:{form})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking), advice);
}
