package io.autoimport.spring.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.PGStatement;
import org.springframework.util.ClassUtils;

/**
 * Has PostgreSQL plan a statement each time it is executed. Left alone, its driver prepares a statement once it was used for some
 * times, and the server goes on with the plan that it made while the table was small, also if that goes through the whole of it.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/server-prepare/">Server Prepared Statements</a>
 */
final class FreshPlan {

    private static final boolean DRIVER_IS_KNOWN =
            ClassUtils.isPresent("org.postgresql.PGStatement", FreshPlan.class.getClassLoader());

    private FreshPlan() {}

    /** Asks for it, if the statement is one of PostgreSQL's own driver. */
    static void demandFor(PreparedStatement statement) throws SQLException {
        if (DRIVER_IS_KNOWN && statement.isWrapperFor(PGStatement.class)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
    }
}
