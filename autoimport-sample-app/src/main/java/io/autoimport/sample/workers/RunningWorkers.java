package io.autoimport.sample.workers;

import io.autoimport.sample.cml.CmlWorker;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The workers that can be asked something: a stopped one has nobody who answers, and a missing one may have another's address. */
@Component
public final class RunningWorkers {

    private static final String RUNNING = "SELECT instance_id, region, private_ip, public_ip FROM auto_import_worker"
            + " WHERE state = 'running' AND missing_since IS NULL ORDER BY instance_id";

    private final JdbcClient jdbc;

    /**
     * Reads them from the table that the starter keeps them in.
     *
     * @param jdbc the application's database
     */
    public RunningWorkers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Reads them.
     *
     * @return those that are running and not missing
     */
    public List<CmlWorker> find() {
        return jdbc.sql(RUNNING)
                .query((row, number) -> new CmlWorker(
                        row.getString("instance_id"),
                        row.getString("region"),
                        row.getString("private_ip"),
                        row.getString("public_ip")))
                .list();
    }
}
