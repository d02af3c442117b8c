namespace Survey.Api.Programme.Checklist;

public enum StepState
{
    Missing,
    Attention,
    Done,
}

/// <param name="Key">Its texts are checklist.KEY and checklist.KEY.missing, .attention and .done.</param>
/// <param name="Count">Filled into the text of the state.</param>
public sealed record SetUpStep(string Key, string Address, int Minutes, StepState State, int Count = 0);
