using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweeper.Storage.Files;

/// <summary>The process that holds a results folder, as it introduced itself.</summary>
internal sealed record RunLockOwner
{
    public required int ProcessId { get; init; }

    public required string Command { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Tells this holding of the folder from every other.</summary>
    [JsonIgnore]
    public string Holding => string.Create(CultureInfo.InvariantCulture, $"{ProcessId} {StartedAt.UtcDateTime:O}");

    /// <summary>
    /// Whether there is a process of its number. Not on another machine of a shared folder, where it may live all the same.
    /// </summary>
    [JsonIgnore]
    public bool IsAlive
    {
        get
        {
            try
            {
                using Process process = Process.GetProcessById(ProcessId);
                return true;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    /// <summary>The owner described by a file; null when there is none or it cannot be read.</summary>
    public static RunLockOwner? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunLockOwner>(File.ReadAllBytes(path), JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"process {ProcessId} (started {StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC as '{Command}')");
}
