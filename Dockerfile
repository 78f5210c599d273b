FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 DEBUG=0
WORKDIR /app

# The packages first: they change less often than the code.
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY . .
# Static files need settings, but no server, and a secret that ends with this line.
RUN SECRET_KEY=build DATABASE_URL=postgres://build/build python manage.py collectstatic --no-input \
    && useradd --system --uid 10001 pledgebook \
    && mkdir .local && chown pledgebook .local
USER pledgebook

EXPOSE 8000
CMD ["gunicorn", "tracker.wsgi", "--bind=0.0.0.0:8000", "--workers=4", "--worker-class=gthread", "--threads=2", "--no-control-socket", "--limit-request-line=8190"]
