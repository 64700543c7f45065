using System.Text.RegularExpressions;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Families;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Schedules;

namespace Sweeper.Neural.Tests.Families;

/// <summary>What every member of every family keeps to.</summary>
public sealed partial class FamilyTests
{
    private static readonly FamilyMember[][] Families =
        [[.. ActivationKind.All], [.. InitializerKinds.All], [.. LossKind.All], [.. OptimizerKind.All], [.. OutputKind.All],
            [.. ScheduleKinds.All]];

    public static TheoryData<FamilyMember> Members => [.. Families.SelectMany(f => f)];

    [Fact]
    public void Names_OfEachFamily_AreUnique() =>
        Assert.All(Families, family => Assert.Distinct(family.Select(m => m.Name)));

    [Theory]
    [MemberData(nameof(Members))]
    public void Names_OfMembersAndSettings_AreWrittenAsInFiles(FamilyMember member)
    {
        Assert.Matches(FileName(), member.Name);
        Assert.All(member.Settings, s => Assert.Matches(FileName(), s.Name));
        Assert.Distinct(member.Settings.Select(s => s.Name));
        Assert.DoesNotContain("name", member.Settings.Select(s => s.Name));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Settings_Defaults_AreAllowed(FamilyMember member) =>
        Assert.All(
            member.Settings, s => Assert.True(s.Default is not double number || s.Contains(number), $"{s.Name} {s.Default}"));

    [Theory]
    [MemberData(nameof(Members))]
    public void Example_SettingsThatMustBeGiven_NamesThem(FamilyMember member)
    {
        string[] required = [.. member.Settings.Where(s => s.Default is null).Select(s => s.Name)];

        Assert.Equal(required.Length > 0, member.Example is not null);
        Assert.All(required, name => Assert.Contains($"{name}: ", member.Example));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void With_NumbersAndTheRestLeftOut_GivesNumbersAndDefaults(FamilyMember member)
    {
        SettingValues values = member.With(Required(member));

        Assert.All(member.Settings, s => Assert.Equal(s.Default ?? Allowed(s), values[s.Name]));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void With_SettingOfNoMember_Throws(FamilyMember member) =>
        Assert.Throws<ArgumentException>(() => member.With([.. Required(member), ("volume", 11)]));

    [Theory]
    [MemberData(nameof(Members))]
    public void With_NumberBeyondItsBounds_Throws(FamilyMember member) => Assert.All(member.Settings, setting =>
    {
        (string, double)[] others = [.. Required(member).Where(s => s.Name != setting.Name)];
        double below = setting.ExcludesMinimum ? setting.Minimum : setting.Minimum - 1;
        double above = setting.ExcludesMaximum ? setting.Maximum : setting.Maximum + 1;

        Assert.Throws<ArgumentException>(() => member.With([.. others, (setting.Name, below)]));
        Assert.Throws<ArgumentException>(() => member.With([.. others, (setting.Name, double.NaN)]));
        if (double.IsFinite(above))
            Assert.Throws<ArgumentException>(() => member.With([.. others, (setting.Name, above)]));
    });

    [Fact]
    public void With_SettingThatMustBeGivenLeftOut_SaysWhich()
    {
        FamilyMember step = ScheduleKinds.All.Named("step");

        Assert.StartsWith(
            "step needs its every.",
            Assert.Throws<ArgumentException>(() => step.With(("factor", 0.5))).Message,
            StringComparison.Ordinal);
    }

    private static (string Name, double Number)[] Required(FamilyMember member) =>
        [.. member.Settings.Where(s => s.Default is null).Select(s => (s.Name, Allowed(s)))];

    // All bounds are whole numbers.
    private static double Allowed(Setting setting) =>
        setting.IsWhole ? setting.Minimum : Math.Min(setting.Minimum + 0.5, setting.Maximum);

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex FileName();
}
