using System.Text.Json;
using System.Text.Json.Serialization;
using Sweeper.Storage.Files;
using Sweeper.Sweeps.Durability;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Requests;

/// <summary>
/// Requests and their answers as files: one of each, told by a random name, written wholly or not at all. A request counts for
/// one holding of the results folder, so that one whom nobody answered does not stop the next run.
/// </summary>
/// <param name="folder">The results folder.</param>
/// <param name="holding">That of the process that answers, or is to answer.</param>
/// <param name="time">Tells how old an answer is.</param>
internal sealed class RequestFiles(ResultsFolder folder, string holding, TimeProvider time)
{
    private const string RequestEnd = ".json";
    private const string AnswerEnd = ".answer";
    private const int MostBytes = 1 << 14;
    private const int MostWords = 120;

    // Whoever waits for an answer has given up by then.
    private static readonly TimeSpan AnswerLife = TimeSpan.FromMinutes(10);
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Lays a request; returns its name.</summary>
    public string Lay(SweepRequest request)
    {
        string name = Guid.NewGuid().ToString("N");
        var laid = new LaidRequest(name, holding, request);
        WholeFile.Write(PathOf(name, RequestEnd), JsonSerializer.SerializeToUtf8Bytes(laid, Json), isSynced: false);
        return name;
    }

    /// <summary>The answer to a request; null while there is none.</summary>
    public RequestAnswer? FindAnswer(string name) => Read<RequestAnswer>(PathOf(name, AnswerEnd));

    /// <summary>Forgets a request and its answer.</summary>
    public void Withdraw(string name)
    {
        Delete(PathOf(name, RequestEnd));
        Delete(PathOf(name, AnswerEnd));
    }

    /// <summary>The requests that wait for an answer, in the order in which they were asked.</summary>
    public List<LaidRequest> Take()
    {
        List<LaidRequest> found = [];
        foreach (string path in Names())
        {
            if (path.EndsWith(AnswerEnd, StringComparison.Ordinal))
            {
                if (time.GetUtcNow() - File.GetLastWriteTimeUtc(path) > AnswerLife)
                    Delete(path);
            }
            else if (path.EndsWith(RequestEnd, StringComparison.Ordinal))
            {
                if (Read<LaidRequest>(path) is { Request: not null } laid && laid.Holding == holding
                    && laid.Name == Path.GetFileNameWithoutExtension(path))
                    found.Add(laid with { Request = laid.Request with { AskedBy = Words(laid.Request.AskedBy) } });
                else
                    Delete(path);
            }
        }

        return [.. found.OrderBy(l => l.Request.AskedAt).ThenBy(l => l.Name, StringComparer.Ordinal)];
    }

    /// <summary>Answers a request that was taken.</summary>
    public void Answer(LaidRequest laid, RequestAnswer answer)
    {
        try
        {
            Delete(PathOf(laid.Name, RequestEnd));
            WholeFile.Write(PathOf(laid.Name, AnswerEnd), JsonSerializer.SerializeToUtf8Bytes(answer, Json), isSynced: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What was asked is done and recorded; only whoever asked does not hear of it.
        }
    }

    // It goes into sentences that are shown in terminals, tables and pages.
    private static string Words(string? text)
    {
        string line = new([.. (text ?? "").Where(c => !char.IsControl(c)).Take(MostWords)]);
        return string.IsNullOrWhiteSpace(line) ? "somebody" : line.Trim();
    }

    private string[] Names()
    {
        try
        {
            return Directory.Exists(folder.RequestFolder) ? Directory.GetFiles(folder.RequestFolder) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string PathOf(string name, string end) => Path.Combine(folder.RequestFolder, name + end);

    private static T? Read<T>(string path)
        where T : class
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return stream.Length <= MostBytes ? JsonSerializer.Deserialize<T>(stream, Json) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is looked at again, and answered again in the same way.
        }
    }
}

/// <summary>A request as it lies in its file.</summary>
/// <param name="Name">The name of the file, without its extension.</param>
/// <param name="Holding">The holding of the results folder that it is for.</param>
/// <param name="Request">What is asked.</param>
internal sealed record LaidRequest(string Name, string Holding, SweepRequest Request);
