CREATE TABLE lines (
  line_id integer PRIMARY KEY,
  name text,
  color text,
  opened_year integer,
  length_km real,
  operator text
);
INSERT INTO lines VALUES
(1,'Central Line','blue',1974,58.2,'MetroCo'),
(2,'Circle Line','green',1980,60.2,'MetroCo'),
(3,'Harbor Line','orange',1985,57.4,'MetroCo'),
(4,'Mountain Line','blue',1985,71.5,'KorRail'),
(5,'River Line','purple',1995,60.1,'MetroCo'),
(6,'Airport Express','brown',2007,63.8,'KorRail'),
(7,'Sinbundang','red',2011,33.4,'NeoTrans'),
(8,'Gold Line','gold',2019,23.7,NULL);
CREATE TABLE stations (
  station_id integer PRIMARY KEY,
  name text,
  city text,
  opened_year integer,
  depth_m real,
  daily_riders integer,
  structure text
);
INSERT INTO stations VALUES
(101,'강남','서울',1982,17.5,102000,'underground'),
(102,'잠실','서울',1980,15.2,98500,'underground'),
(103,'김포공항','서울',1996,38.1,54000,'underground'),
(104,'서면','부산',1985,18.0,76000,'underground'),
(105,'해운대','부산',2002,16.4,31000,'underground'),
(106,'구로','서울',1974,0.0,42000,'ground'),
(107,'뚝섬','서울',1983,NULL,21500,'elevated'),
(108,'부평','인천',1974,12.3,48700,'underground'),
(109,'판교','성남',2011,29.9,39800,'underground'),
(110,'구래','김포',2019,14.7,9200,'underground'),
(111,'동대문','서울',1974,22.6,33400,'underground'),
(112,'노포','부산',1985,NULL,11800,'ground'),
(113,'검암','인천',2007,0.0,15600,'elevated');
CREATE TABLE line_stops (
  line_id integer REFERENCES lines(line_id),
  station_id integer REFERENCES stations(station_id),
  stop_order integer,
  platform text,
  PRIMARY KEY (line_id, station_id)
);
INSERT INTO line_stops VALUES
(1,106,12,'side'),(1,108,20,'side'),(1,111,3,'island'),(2,101,22,'side'),(2,102,16,'island'),(2,107,10,'side'),(3,104,19,'island'),(3,112,1,'side'),(4,111,9,'island'),(5,103,4,'island'),(6,103,8,'island'),(6,113,5,'side'),(7,101,1,'island'),(7,109,5,'side');
CREATE TABLE repairs (
  repair_id integer PRIMARY KEY,
  station_id integer,
  facility text,
  reported_on date,
  cost integer,
  status text,
  FOREIGN KEY (station_id) REFERENCES stations(station_id)
);
INSERT INTO repairs VALUES
(1,101,'escalator','2023-01-14',4200,'완료'),
(2,101,'screen door','2023-03-02',1800,'완료'),
(3,102,'elevator','2023-03-19',7600,'진행중'),
(4,103,'escalator','2023-04-07',5100,'완료'),
(5,104,'ticket gate','2023-05-23',900,'취소'),
(6,106,'ticket gate','2023-06-11',1100,'완료'),
(7,108,'elevator','2023-07-30',6900,'진행중'),
(8,109,'escalator','2023-08-15',NULL,'접수'),
(9,101,'ticket gate','2023-09-09',950,'진행중'),
(10,103,'lighting','2023-10-21',600,'완료'),
(11,105,'screen door','2023-11-05',2300,'완료'),
(12,111,'escalator','2023-12-12',4800,'취소');
