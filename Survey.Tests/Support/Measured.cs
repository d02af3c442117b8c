using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Survey.Tests.Support;

/// <summary>What the instruments of one program measure. An exporter would mix programs that run in one process.</summary>
internal sealed class Measured : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _sums = new();
    private readonly ConcurrentDictionary<string, double> _gauges = new();

    public Measured()
    {
        // Kept: instruments of other tests are still told to a listener that is just being disposed of.
        Meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, Meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Add(instrument, value, labels));
        _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Add(instrument, value, labels));
        _listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => Add(instrument, value, labels));
        _listener.Start();
    }

    public IMeterFactory Meters { get; }

    /// <summary>A line for each number, named as Prometheus names it. Of a histogram the count.</summary>
    public string Read()
    {
        _gauges.Clear();
        _listener.RecordObservableInstruments();
        return string.Concat(
            _sums.Concat(_gauges).OrderBy(line => line.Key).Select(line => FormattableString.Invariant($"{line.Key} {line.Value}\n"))
        );
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var label = labels.IsEmpty ? "" : $"{{{string.Join(',', labels.ToArray().Select(label => $"{label.Key}=\"{label.Value}\""))}}}";
        switch (instrument)
        {
            case Counter<long>:
                _sums.AddOrUpdate($"{instrument.Name}_total{label}", value, (_, sum) => sum + value);
                break;
            case Histogram<double>:
                _sums.AddOrUpdate($"{instrument.Name}_count{label}", 1, (_, count) => count + 1);
                break;
            default:
                _gauges[instrument.Name + label] = value;
                break;
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }
}
