package io.autoimport.spring.transaction;

import io.autoimport.core.spi.UnitOfWork;
import java.util.function.Supplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a page's inserts and their events one transaction. Thread-safe. */
public final class TransactionalUnitOfWork implements UnitOfWork {

    private final TransactionTemplate transactions;

    /**
     * Makes units of work.
     *
     * @param transactionManager begins and ends the transactions
     */
    public TransactionalUnitOfWork(PlatformTransactionManager transactionManager) {
        this.transactions = new TransactionTemplate(transactionManager);
        this.transactions.setName("auto-import page");
    }

    @Override
    @SuppressWarnings("NullAway") // TransactionTemplate hands back just what the work answers
    public <T> T execute(Supplier<T> work) {
        return transactions.execute(status -> work.get());
    }
}
