namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>
/// A form in which programs print values. One is made for each output that is read, so it may remember what it saw.
/// </summary>
internal interface IOutputForm
{
    /// <summary>
    /// Reads a line without time stamp and level. True when the line was of this form, whether or not there was a value in it.
    /// </summary>
    bool Read(string line, OutputContext context);

    /// <summary>A line feed was printed: what was drawn over and over stands now.</summary>
    void EndLine(OutputContext context)
    {
    }

    /// <summary>Nothing follows.</summary>
    void End(OutputContext context)
    {
    }
}

/// <summary>What a form reads, for people and for the tests, which read every example.</summary>
/// <param name="text">What is printed.</param>
/// <param name="metrics">What is read, as <c>name@step=value</c>, parted by <c>;</c>; <c>?</c> stands for no step.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class ExampleAttribute(string text, string metrics) : Attribute
{
    public string Text => text;

    public string Metrics => metrics;
}
