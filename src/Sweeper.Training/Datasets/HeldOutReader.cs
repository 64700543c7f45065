using Sweeper.Experiments.Reading;
using Sweeper.Experiments.Syntax;
using Sweeper.Experiments.Values;

namespace Sweeper.Training.Datasets;

/// <summary>
/// Reads how much of a training set is held out. Each method returns null when the value is wrong, having recorded why.
/// </summary>
internal sealed class HeldOutReader(ValueReader values)
{
    /// <summary>The counts of images, where nothing else says how many there are, that can be held out for testing.</summary>
    public static NumberRange TestCounts { get; } = new(1, Array.MaxLength);

    public static NumberRange Fractions { get; } = new(0, 1, ExcludesMinimum: true, ExcludesMaximum: true);

    /// <summary>
    /// The counts of images that can be held out of <paramref name="trainCount"/>; null where only the files say.
    /// </summary>
    public static NumberRange Counts(int? trainCount) => new(0, trainCount - 1 ?? Array.MaxLength);

    /// <summary>
    /// What is held out for validation of <paramref name="trainCount"/> images; null where only the files say how many.
    /// </summary>
    public ValidationSize? ReadValidation(SyntaxNode node, int? trainCount)
    {
        NumberRange counts = Counts(trainCount);
        string allowed = trainCount is null
            ? "0 for none, a count, or a fraction above 0 and below 1"
            : $"0 for none, a count {counts.Text}, or a fraction above 0 and below 1";
        if (node is not ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float } scalar)
        {
            values.Refuse(node, "dataset.validation", allowed);
            return null;
        }

        double number = CoreSchema.NumberOf(scalar.Text);
        if (number == 0 || (scalar.Kind == ScalarKind.Integer && counts.Contains(number)))
            return ValidationSize.OfCount((int)number);
        if (Fractions.Contains(number) && trainCount is null)
            return ValidationSize.OfFraction(number);
        int images = Fractions.Contains(number) ? ValidationSize.OfFraction(number).CountOf(trainCount!.Value) : -1;
        if (counts.Contains(images))
        {
            if (images > 0)
                return ValidationSize.OfFraction(number);
            values.Errors.Add(
                node,
                ErrorCollector.Text(
                    $"dataset.validation is {scalar.Text} of {trainCount:N0} images, which is none; write 0 for no validation"));
            return null;
        }

        values.Refuse(node, "dataset.validation", allowed);
        return null;
    }

    /// <summary>Where the test set comes from: a path, a count or a fraction; left out, a tenth is held out.</summary>
    public TestSetSettings? ReadTest(SyntaxNode? node, SyntaxNode? seedNode, string pathNoun)
    {
        long? seed = seedNode is null
            ? TestSetSettings.DefaultSeed
            : values.Integer(seedNode, "dataset.seed", SettingRanges.Seed);
        if (node is ScalarNode { Kind: ScalarKind.Text })
        {
            if (seedNode is not null)
            {
                values.Errors.Add(
                    seedNode, $"dataset.seed chooses the images held out for testing, and dataset.test names a {pathNoun}; "
                        + "leave one of them out");
            }

            return new FilePathReader(values).Read(node, "dataset.test") is string path
                ? new TestSetSettings { Path = path }
                : null;
        }

        if ((node is null ? ValidationSize.Default : ReadHeldOut(node, pathNoun)) is not ValidationSize heldOut || seed is null)
            return null;
        return new TestSetSettings { HeldOut = heldOut, Seed = seed.Value };
    }

    private ValidationSize? ReadHeldOut(SyntaxNode node, string pathNoun)
    {
        if (node is ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float } scalar)
        {
            double number = CoreSchema.NumberOf(scalar.Text);
            if (scalar.Kind == ScalarKind.Integer && TestCounts.Contains(number))
                return ValidationSize.OfCount((int)number);
            if (Fractions.Contains(number))
                return ValidationSize.OfFraction(number);
        }

        values.Refuse(
            node, "dataset.test", $"a {pathNoun}, or how much of the training images to hold out: a count from 1, or a fraction "
                + "above 0 and below 1");
        return null;
    }
}
