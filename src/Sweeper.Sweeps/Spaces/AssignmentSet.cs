namespace Sweeper.Sweeps.Spaces;

/// <summary>Assignments that are told apart by their content. Of one that it has it keeps the values only, so that millions of them take little.</summary>
/// <param name="expected">About how many there will be; 0 where nobody knows.</param>
public sealed class AssignmentSet(int expected)
{
    private readonly HashSet<HyperparameterValues.Content> _contents = new(expected);

    /// <summary>Takes an assignment in; false when it had an equal one before.</summary>
    public bool Add(HyperparameterValues values) => _contents.Add(new HyperparameterValues.Content(values));
}
