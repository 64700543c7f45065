using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tables;

/// <summary>What is known of one thing: values under names, in sections.</summary>
internal sealed class FactSheet
{
    private const int Indentation = 2;

    private readonly List<SheetEntry> _entries = [];

    /// <summary>In the order they were added.</summary>
    public IReadOnlyList<SheetEntry> Entries => _entries;

    /// <summary>Adds a value.</summary>
    /// <param name="section">What it belongs to.</param>
    /// <param name="name">Unique within the section.</param>
    /// <param name="value">As in a <see cref="ResultTable"/>.</param>
    /// <param name="display">How it is shown to people; the default shows it as it is.</param>
    public void Add(string section, string name, object? value, Func<object, string>? display = null) =>
        _entries.Add(new SheetEntry(section, name, value, display));

    /// <summary>Prints it: for people by sections, as a JSON object of objects, or as CSV with a row per value.</summary>
    public void Write(TableFormat format, IAnsiConsole console)
    {
        TextWriter output = console.Profile.Out.Writer;
        switch (format)
        {
            case TableFormat.Json: console.DataWriter().WriteLine(Json()); break;
            case TableFormat.Csv:
                CsvTable.Write([new("section"), new("name"), new("value")], _entries.Select(e => new[] { e.Section, e.Name, e.Value }), console.DataWriter());
                break;
            case TableFormat.Table when IsSimple(console): WriteLines(output); break;
            default: Draw(console); break;
        }
    }

    // As with tables: without colours and with room for everything, lines look the same and are there sooner.
    private bool IsSimple(IAnsiConsole console)
    {
        if (console.Profile.Capabilities.Ansi)
            return false;
        int name = LongestName(), width = console.Profile.Width - Indentation - name - 1;
        foreach (SheetEntry entry in _entries)
        {
            if (entry.Text.Length > width || !LineTable.IsOfOneWidth(entry.Text) || !LineTable.IsOfOneWidth(entry.Name))
                return false;
        }

        return true;
    }

    private int LongestName()
    {
        int longest = 0;
        foreach (SheetEntry entry in _entries)
            longest = Math.Max(longest, entry.Name.Length);
        return longest;
    }

    private void WriteLines(TextWriter output)
    {
        string indentation = new(' ', Indentation);
        foreach (IGrouping<string, SheetEntry> section in _entries.GroupBy(e => e.Section))
        {
            output.WriteLine(section.Key.Replace('_', ' '));
            int longest = 0;
            foreach (SheetEntry entry in section)
                longest = Math.Max(longest, entry.Name.Length);
            foreach (SheetEntry entry in section)
                output.WriteLine($"{indentation}{entry.Name.Replace('_', ' ').PadRight(longest)} {entry.Text}".TrimEnd());
        }
    }

    private void Draw(IAnsiConsole console)
    {
        foreach (IGrouping<string, SheetEntry> section in _entries.GroupBy(e => e.Section))
        {
            var grid = new Table { Border = TableBorder.None, ShowHeaders = false };
            grid.AddColumn(new Spectre.Console.TableColumn("") { NoWrap = true }).AddColumn("");
            foreach (SheetEntry entry in section)
                grid.AddRow(new Text(entry.Name.Replace('_', ' ')), new Text(entry.Text));
            console.Write(new Text(section.Key.Replace('_', ' ') + "\n", new Style(decoration: Decoration.Bold)));
            console.Write(new Padder(grid, new Padding(Indentation, 0, 0, 0)));
        }
    }

    private string Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (IGrouping<string, SheetEntry> section in _entries.GroupBy(e => e.Section))
            {
                json.WriteStartObject(section.Key);
                foreach (SheetEntry entry in section)
                {
                    json.WritePropertyName(entry.Name);
                    JsonTable.WriteValue(json, entry.Value);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
