using System.Globalization;
using System.Reflection;
using System.Text;
using Sweeper.Programs.Reports;
using Sweeper.Programs.Reports.OutputForms;

namespace Sweeper.Programs.Tests.Reports;

/// <summary>What every form of output must hold: its own examples.</summary>
public sealed class OutputFormTests
{
    public static TheoryData<string, int> Examples
    {
        get
        {
            var examples = new TheoryData<string, int>();
            foreach (Type form in Forms())
            {
                for (int i = 0; i < form.GetCustomAttributes<ExampleAttribute>().Count(); i++)
                    examples.Add(form.Name, i);
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Read_ExampleOfAForm_ReportsWhatItSays(string form, int index)
    {
        ExampleAttribute example = Forms().Single(f => f.Name == form).GetCustomAttributes<ExampleAttribute>().ElementAt(index);
        var found = new List<string>();
        var reader = new OutputReader(null, m => found.Add(Text(m)));

        reader.Append(Encoding.UTF8.GetBytes(example.Text));
        reader.End();

        Assert.Equal(example.Metrics.Split(';', StringSplitOptions.RemoveEmptyEntries), found);
    }

    [Fact]
    public void Forms_All_AreAskedAndHaveExamples()
    {
        Assert.Equal(Forms().Select(f => f.Name).Order(), AllForms.Create().Select(f => f.GetType().Name).Order());
        Assert.All(Forms(), f => Assert.NotEmpty(f.GetCustomAttributes<ExampleAttribute>()));
    }

    private static IEnumerable<Type> Forms() =>
        typeof(IOutputForm).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IOutputForm)));

    private static string Text(ReportedMetric metric)
    {
        string value = metric.Value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        return $"{metric.Name}@{metric.Step?.ToString(CultureInfo.InvariantCulture) ?? "?"}={value}";
    }
}
