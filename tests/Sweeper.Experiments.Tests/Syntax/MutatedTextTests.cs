using System.Text;
using Sweeper.Experiments.Reading;

namespace Sweeper.Experiments.Tests.Syntax;

/// <summary>Whatever is done to a file, it is either read or refused with a place inside it.</summary>
public sealed class MutatedTextTests
{
    private const string Alphabet = "[]{}:,-?!&*|>'\"%@`#\n\t ~.01ae<\\";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Load_RandomlyDamagedExperiment_NeverThrows(int seed)
    {
        var random = new Random(seed);
        string original = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Shipped", "quickstart.yaml"));
        for (int i = 0; i < 300; i++)
        {
            var text = new StringBuilder(original);
            for (int edits = random.Next(1, 6); edits > 0; edits--)
                Damage(text, random);
            string damaged = text.ToString();
            int lines = damaged.Count(c => c == '\n') + 1;

            ExperimentLoadResult result = ExperimentText.Loader.Load(damaged, ExperimentText.File);

            Assert.NotEqual(result.IsValid, result.Errors.Length > 0);
            Assert.All(result.Errors, e => Assert.True(e.Line >= 1 && e.Line <= lines && e.Column >= 1, $"{e}\n{damaged}"));
        }
    }

    private static void Damage(StringBuilder text, Random random)
    {
        int place = random.Next(text.Length);
        switch (random.Next(3))
        {
            case 0:
                text.Insert(place, Alphabet[random.Next(Alphabet.Length)]);
                break;
            case 1:
                text.Remove(place, Math.Min(random.Next(1, 20), text.Length - place));
                break;
            default:
                text[place] = Alphabet[random.Next(Alphabet.Length)];
                break;
        }
    }
}
