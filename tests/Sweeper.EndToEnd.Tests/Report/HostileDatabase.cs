using Microsoft.Data.Sqlite;

namespace Sweeper.EndToEnd.Tests.Report;

/// <summary>Puts texts that a careless page would run into every field of a database that a report shows.</summary>
internal static class HostileDatabase
{
    /// <summary>
    /// Ends a script, begins a comment, opens elements, quotes, line separators, right-to-left and control characters.
    /// </summary>
    public const string Text =
        "</script><script>document.title='mine'</script><!--<img src=x "
        + "onerror=\"document.title='mine'\">'\"`${document.title='mine'}"
        + "\u2028\u202Egnp.exe\u202C\u0007\u001b[31m &lt;b&gt; ]]>";

    public static void Alter(string path)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Execute(
            connection,
            "UPDATE sweeps SET description = @text, reason = @text, experiment_file = @text, experiment_text = @text");
        Execute(connection, "UPDATE sweep_facts SET name = name || @text, text = @text");
        Execute(
            connection,
            "UPDATE environments SET version = @text, git_commit = @text, operating_system = @text, processor = @text, "
            + "runtime = @text");
        Execute(connection, "UPDATE trials SET reason = @text");
        Execute(connection, "UPDATE trials SET state = 'failed', objective = NULL WHERE number = 1");
        Execute(connection, "UPDATE hyperparameter_names SET name = name || @text");
        Execute(connection, "UPDATE metric_names SET name = name || @text");
        Execute(connection, "UPDATE sweeps SET metric = metric || @text");
        Execute(connection, "UPDATE hyperparameter_values SET value = value || @text WHERE kind = 'text'");
        Execute(
            connection,
            """
            UPDATE hyperparameters SET candidates = (
                SELECT json_group_array(json(json_quote(CASE c.type WHEN 'text' THEN c.value || @text ELSE c.value END)))
                FROM json_each(candidates) AS c)
            WHERE candidates LIKE '["%'
            """);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@text", Text);
        command.ExecuteNonQuery();
    }
}
