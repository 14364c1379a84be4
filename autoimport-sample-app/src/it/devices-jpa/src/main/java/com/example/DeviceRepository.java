package com.example;

import io.autoimport.core.model.Worker;
import io.autoimport.core.spi.WorkerRepository;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Repository;

@Repository
class DeviceRepository implements WorkerRepository {

    private final EntityManager entities;

    DeviceRepository(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public Set<String> findKnown(Set<String> instanceIds) {
        return new HashSet<>(entities.createQuery("SELECT d.id FROM Device d WHERE d.id IN :ids", String.class)
                .setParameter("ids", instanceIds)
                .getResultList());
    }

    @Override
    @SuppressWarnings("unchecked")
    public Set<String> insertIfAbsent(Collection<Worker> workers) {
        return new HashSet<>(entities.createNativeQuery(
                        "INSERT INTO devices (id, name) SELECT * FROM unnest(:ids, :names) ON CONFLICT DO NOTHING RETURNING id",
                        String.class)
                .setParameter("ids", workers.stream().map(Worker::instanceId).toArray(String[]::new))
                .setParameter("names", workers.stream().map(Worker::name).toArray(String[]::new))
                .getResultList());
    }
}
