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

    // Between a name and its value.
    private const int Gap = 2;

    // What a name is shortened to before values have less than half of the width.
    private const int ShortestNames = 24;

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

    /// <summary>The value under a name; null where there is none.</summary>
    public SheetEntry? Find(string section, string name) => _entries.Find(e => e.Section == section && e.Name == name);

    /// <summary>Prints it: for people by sections, as a JSON object of objects, or as CSV with a row per value.</summary>
    public void Write(TableFormat format, IAnsiConsole console)
    {
        switch (format)
        {
            case TableFormat.Json: console.DataWriter().WriteLine(Json()); break;
            case TableFormat.Csv:
                CsvTable.Write(
                    [new("section"), new("name"), new("value")],
                    _entries.Select(e => new[] { e.Section, e.Name, e.Value }),
                    console.DataWriter());
                break;
            default: Draw(console); break;
        }
    }

    // What is not known yet is a null for programs, which read the same names always, and left out for people.
    private void Draw(IAnsiConsole console)
    {
        SheetEntry[] known = [.. _entries.Where(e => e.Value is not null)];
        int width = console.Profile.Width, longest = known.Select(e => TableWriter.Width(e.Name)).DefaultIfEmpty().Max();
        int names = Math.Max(1, Math.Min(longest, Math.Max(ShortestNames, (width - Indentation - Gap) / 2)));
        int values = Math.Max(1, width - Indentation - names - Gap);
        foreach (IGrouping<string, SheetEntry> section in known.GroupBy(e => e.Section))
        {
            console.WriteWrapped(section.Key.Replace('_', ' '), new Style(decoration: Decoration.Bold));
            foreach (SheetEntry entry in section)
            {
                string[] left = [.. LineBreaks.Of(entry.Name.Replace('_', ' '), names)];
                string[] right = [.. LineBreaks.Of(entry.Text, values)];
                for (int i = 0; i < Math.Max(left.Length, right.Length); i++)
                {
                    string name = left.ElementAtOrDefault(i) ?? "";
                    console.Profile.Out.Writer.WriteLine(string.Concat(
                        new string(' ', Indentation), name, new string(' ', names + Gap - TableWriter.Width(name)),
                        right.ElementAtOrDefault(i)).TrimEnd());
                }
            }
        }
    }

    private string Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
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

/// <summary>A value of a <see cref="FactSheet"/>.</summary>
internal sealed record SheetEntry(string Section, string Name, object? Value, Func<object, string>? Display)
{
    /// <summary>The value as people read it.</summary>
    public string Text => TableWriter.Show(new TableColumn(Name, Display), Value);
}
