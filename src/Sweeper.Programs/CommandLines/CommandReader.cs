using System.Collections.Immutable;
using Sweeper.Experiments.Syntax;
using Sweeper.Programs.Arguments;
using Sweeper.Programs.Python;
using Sweeper.Sweeps.Naming;

namespace Sweeper.Programs.CommandLines;

/// <summary>Reads <c>command</c> and checks its macros.</summary>
/// <param name="form">The hyperparameters.</param>
/// <param name="errors">Collects what is wrong.</param>
internal sealed class CommandReader(ArgumentForm form, ErrorCollector errors)
{
    public const string Key = "command";

    private const string Example = "[\"${interpreter}\", \"${program}\", \"${args}\"]";

    /// <summary>The items as text; those of the default where nothing is given, null where something is wrong.</summary>
    /// <param name="node">The value of the key.</param>
    /// <param name="hasProgram">Whether <c>program</c> is given.</param>
    public ImmutableArray<string>? Read(SyntaxNode? node, bool hasProgram)
    {
        if (node is null)
            return Macros.DefaultCommand;
        if (node is not SequenceNode { Items.IsEmpty: false } list)
        {
            string found = node is SequenceNode ? "an empty list" : DescribedNode.Found(node);
            errors.Add(node, $"{Key} is {found}; it must be a list of the program and its arguments, such as {Example}");
            return null;
        }

        int before = errors.Count;
        ImmutableArray<string> items = [.. list.Items.Select(i => ReadItem(i, hasProgram))];
        return errors.Count == before ? items : null;
    }

    // Numbers and booleans are written as Python does.
    private string ReadItem(SyntaxNode node, bool hasProgram)
    {
        if (node is not ScalarNode scalar || scalar.Kind == ScalarKind.Null)
        {
            errors.Add(node, $"an item of {Key} is {DescribedNode.Found(node)}; it must be text, a number, true or false");
            return "";
        }

        string item = PythonValues.Read(scalar).Text;
        if (item.Contains('\0', StringComparison.Ordinal))
            errors.Add(node, $"an item of {Key} has the character U+0000 in it, which no argument of a program can have");
        if (Macros.Whole(item) is string macro)
        {
            Check(node, macro, hasProgram);
            return item;
        }

        foreach (string inside in Macros.Inside(item))
        {
            if (Macros.IsText(inside))
                Check(node, inside, hasProgram);
            else if (Macros.Names.Contains(inside))
                errors.Note(node, $"{Macros.Written(inside)} is replaced only where it is an item of {Key} by itself; here it "
                    + "stays as it is");
        }

        return item;
    }

    private void Check(SyntaxNode node, string macro, bool hasProgram)
    {
        if (macro.StartsWith(Macros.Variable, StringComparison.Ordinal))
            return;
        if (macro.StartsWith(Macros.Hyperparameter, StringComparison.Ordinal))
            CheckHyperparameter(node, macro[Macros.Hyperparameter.Length..]);
        else if (macro == Macros.Program && !hasProgram)
            errors.Add(node, $"{Macros.Written(macro)} stands for program, which is not given; write program: train.py, or the "
                + "program itself here");
        else if (!Macros.Names.Contains(macro))
            CheckUnknown(node, macro);
    }

    private void CheckHyperparameter(SyntaxNode node, string name)
    {
        string[] names = [.. form.Names, .. form.Groups];
        if (!names.Contains(name))
            errors.Add(node, $"{Macros.Written(Macros.Hyperparameter + name)} names no "
                + $"hyperparameter{NearestName.Hint(name, names, "hyperparameter")}");
    }

    // As the format has it: whoever writes one on purpose gets nothing for it. One that looks like another was meant to be that.
    private void CheckUnknown(SyntaxNode node, string macro)
    {
        string written = DescribedNode.Printable(Macros.Written(macro));
        if (NearestName.To(macro, Macros.Names) is string nearest)
            errors.Add(node, $"there is no macro {written}; did you mean {Macros.Written(nearest)}?");
        else
            errors.Note(node, $"there is no macro {written}, so this item of {Key} is left out; there are "
                + $"{string.Join(", ", Macros.Names.Select(Macros.Written))}");
    }
}
