package io.autoimport.spring.mongodb;

import com.mongodb.client.MongoClient;
import io.autoimport.spring.properties.InvalidAutoImportPropertyException;
import io.autoimport.spring.properties.UnknownProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.util.StringUtils;

/**
 * Instances that another system keeps as workers in a MongoDB collection, and that are therefore never imported, wherever
 * the host keeps its own. Without a MongoDB the start fails: in silence, all of them would be imported a second time.
 */
@AutoConfiguration(afterName = "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration")
@ConditionalOnProperty(prefix = AutoImportMongoKnownWorkersProperties.PREFIX, name = "collection")
@EnableConfigurationProperties(AutoImportMongoKnownWorkersProperties.class)
public final class AutoImportMongoKnownWorkersAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AutoImportMongoKnownWorkersAutoConfiguration.class);

    /** For Spring. */
    public AutoImportMongoKnownWorkersAutoConfiguration() {}

    @Bean
    @Lazy(false)
    SmartInitializingSingleton autoImportMongoKnownWorkersNotice(
            AutoImportMongoKnownWorkersProperties properties,
            ObjectProvider<MongoKnownInstances> known,
            ConfigurableEnvironment environment) {
        return () -> {
            UnknownProperties.warn(
                    environment,
                    AutoImportMongoKnownWorkersProperties.PREFIX,
                    AutoImportMongoKnownWorkersProperties.class);
            check("collection", properties.collection(), "Set it to the name of the collection, or remove it.");
            check("field", properties.field(), "Set it to the name of the field, or remove it.");
            List<MongoKnownInstances> all = known.orderedStream().toList();
            if (all.isEmpty()) {
                throw new InvalidAutoImportPropertyException(
                        AutoImportMongoKnownWorkersProperties.PREFIX + ".collection",
                        properties.collection(),
                        "the application has no single or primary MongoDatabaseFactory bean to read it with",
                        "Add the dependency org.springframework.boot:spring-boot-starter-data-mongodb and set"
                                + " spring.mongodb.uri, or remove the property.");
            }
            all.forEach(
                    each -> log.info("Instances that have a document in the {} are never imported", each.describe()));
        };
    }

    private static void check(String key, @Nullable String value, String cure) {
        if (!StringUtils.hasText(value)) {
            throw new InvalidAutoImportPropertyException(
                    AutoImportMongoKnownWorkersProperties.PREFIX + "." + key, value, "it must not be blank", cure);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({MongoClient.class, MongoDatabaseFactory.class})
    @ConditionalOnSingleCandidate(MongoDatabaseFactory.class)
    static final class InTheHostsMongoDb {

        @Bean
        @ConditionalOnMissingBean
        MongoKnownInstances autoImportMongoKnownInstances(
                MongoDatabaseFactory databases, AutoImportMongoKnownWorkersProperties properties) {
            return new MongoKnownInstances(
                    databases,
                    StringUtils.hasText(properties.database()) ? properties.database() : null,
                    Objects.requireNonNull(properties.collection()), // by the condition
                    properties.field(),
                    properties.allowEmpty());
        }
    }
}
