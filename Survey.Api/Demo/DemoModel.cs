namespace Survey.Api.Demo;

/// <summary>Mean opinions about one relationship, before each person's leniency and random noise are added.</summary>
/// <param name="Steps">By breakdown point: mean rating in the relationship's first, second ... wave; the last value holds on.</param>
/// <param name="Departments">Difference of a customer department from the mean.</param>
/// <param name="Contact">Share of those asked who had contact.</param>
internal sealed record DemoModel(Dictionary<string, double[]> Steps, Dictionary<string, double>? Departments = null, double Contact = 0.94)
{
    /// <summary>By code of the relationship.</summary>
    public static Dictionary<string, DemoModel> Read() => DemoFiles.Read<Dictionary<string, DemoModel>>("model.json");

    public double Middle(string step, string department, int turn) =>
        Steps[step][Math.Min(turn, Steps[step].Length - 1)] + (Departments?.GetValueOrDefault(department) ?? 0);
}
