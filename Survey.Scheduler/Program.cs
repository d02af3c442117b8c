return await SchedulerCommandLine.RunAsync(args);
