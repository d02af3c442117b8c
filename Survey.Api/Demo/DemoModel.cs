namespace Survey.Api.Demo;

/// <summary>What the demo's people think of one relationship, before each adds their own temper and the chance of the day.</summary>
/// <param name="Steps">For each breakdown point the middle of what is felt in the relationship's first, second ... wave; the last one holds on.</param>
/// <param name="Departments">By how much a department of customers feels differently.</param>
/// <param name="Contact">The share of those asked who had contact.</param>
internal sealed record DemoModel(Dictionary<string, double[]> Steps, Dictionary<string, double>? Departments = null, double Contact = 0.94)
{
    /// <summary>By code of the relationship.</summary>
    public static Dictionary<string, DemoModel> Read() => DemoFiles.Read<Dictionary<string, DemoModel>>("model.json");

    public double Middle(string step, string department, int turn) =>
        Steps[step][Math.Min(turn, Steps[step].Length - 1)] + (Departments?.GetValueOrDefault(department) ?? 0);
}
