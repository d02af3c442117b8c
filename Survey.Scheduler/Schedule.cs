using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using Survey.Db;
using Survey.Scheduler.Messages;
using Survey.Scheduler.Waves;

namespace Survey.Scheduler;

/// <summary>
/// Every job and its cron. Jobs read from rows what is due, so a lost, late or doubled tick does no harm. Several schedulers share the
/// ticks through the schema quartz.
/// </summary>
internal static class Schedule
{
    private const string EachMinute = "0 * * * * ?";
    private const string EachFiveSeconds = "0/5 * * * * ?";

    public static IServiceCollection AddSchedule(this IServiceCollection services, string connectionString) =>
        services
            .AddQuartz(quartz =>
            {
                quartz.ConfigureScheduler(scheduler =>
                {
                    scheduler.InstanceName = "survey";
                    scheduler.GenerateInstanceId = true;
                });
                quartz.UsePersistentStore(store => UsePostgres(store, connectionString));
                quartz.ScheduleJob<DueWorkJob>(trigger => On(trigger, EachMinute, "due-work"));
                quartz.ScheduleJob<SendMailJob>(trigger => On(trigger, EachFiveSeconds, "send-mail"));
            })
            .AddQuartzHostedService(host => host.WaitForJobsToComplete = true);

    private static void On<TJob>(ITriggerConfigurator<TJob> trigger, string cron, string name)
        where TJob : IJob =>
        trigger
            .WithIdentity(name)
            .WithCronSchedule(cron, schedule =>
                schedule.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)
            );

    private static void UsePostgres(IPersistentStoreBuilder store, string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        Database.SetTimeouts(settings, connectionString);
        if (settings.Host?.Contains(',', StringComparison.Ordinal) == true)
        {
            // Quartz opens its own connections: they must find the primary, too.
            settings.TargetSessionAttributes = "primary";
        }
        store.UsePostgres(NpgsqlFactory.Instance, settings.ConnectionString);
        store.UseSystemTextJsonSerializer();
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = TimeSpan.FromSeconds(3);
            cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(4);
        });
        store.ConfigureStore(options =>
        {
            options.TablePrefix = "quartz.qrtz_";
            options.SchemaProvisioning = SchemaProvisioning.Validate;
        });
    }
}
