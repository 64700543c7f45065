namespace Sweeper.Sweeps.Spaces;

/// <summary>Looks one hyperparameter up in many assignments, at once where they are of the same plan. For one thread.</summary>
public sealed class ValueColumn(string name)
{
    private AssignmentForm? _form;
    private int _index;

    /// <summary>The value in an assignment, or null when it has none.</summary>
    public HyperparameterValue? In(HyperparameterValues values)
    {
        if (!ReferenceEquals(values.Form, _form))
        {
            _form = values.Form;
            _index = _form.IndexOf(name);
        }

        return _index < 0 ? null : values.ValueAt(_index);
    }
}
