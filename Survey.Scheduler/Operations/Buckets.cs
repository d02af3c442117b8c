using System.Globalization;
using System.Text;

namespace Survey.Scheduler.Operations;

/// <summary>Counts by upper bound, as Prometheus reads them. The bounds ascend.</summary>
internal sealed class Buckets(double[] bounds)
{
    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    public void Add(double value)
    {
        var index = Array.FindIndex(bounds, bound => value <= bound);
        lock (_gate)
        {
            _counts[index < 0 ? bounds.Length : index]++;
            _sum += value;
        }
    }

    public void Write(StringBuilder text, string name, string help)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} histogram\n");
        lock (_gate)
        {
            var count = 0L;
            for (var index = 0; index < _counts.Length; index++)
            {
                count += _counts[index];
                var bound = index < bounds.Length ? bounds[index].ToString(CultureInfo.InvariantCulture) : "+Inf";
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"{bound}\"}} {count}\n");
            }
            text.Append(CultureInfo.InvariantCulture, $"{name}_sum {_sum:0.###}\n{name}_count {count}\n");
        }
    }
}
