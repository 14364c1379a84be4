package io.autoimport.spring.transaction;

import io.autoimport.core.spi.UnitOfWork;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Units of work as transactions, where the host has one transaction manager or a primary one. Where the workers are in the
 * starter's own table, another configuration has seen to it that they are transactions of that database.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
        })
@ConditionalOnClass(PlatformTransactionManager.class)
@ConditionalOnSingleCandidate(PlatformTransactionManager.class)
public final class AutoImportTransactionAutoConfiguration {

    /** For Spring. */
    public AutoImportTransactionAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(UnitOfWork.class)
    TransactionalUnitOfWork autoImportUnitOfWork(PlatformTransactionManager transactionManager) {
        return new TransactionalUnitOfWork(transactionManager);
    }
}
