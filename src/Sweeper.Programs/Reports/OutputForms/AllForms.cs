namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>
/// The forms in which output is read, in the order in which they are asked; the first that knows a line has it.
/// </summary>
internal static class AllForms
{
    /// <summary>Makes them for one output.</summary>
    public static IOutputForm[] Create() =>
    [
        new NniForm(),
        new ObjectForm(),
        new KerasForm(),
        new BoxTableForm(),
        new DarknetForm(),
        new VowpalWabbitForm(),
        new CocoForm(),
        new SmacForm(),
        new ColumnTableForm(),
        new PairsForm(),
    ];
}
