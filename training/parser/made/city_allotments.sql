CREATE TABLE garden_sites (
  id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  opened_year INTEGER,
  area_sqm INTEGER,
  water_source TEXT
);
CREATE TABLE plots (
  id INTEGER PRIMARY KEY,
  site_id INTEGER,
  plot_no TEXT,
  size_sqm REAL,
  yearly_rent INTEGER,
  soil TEXT,
  FOREIGN KEY (site_id) REFERENCES garden_sites(id)
);
CREATE TABLE gardeners (
  id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  birth_year INTEGER,
  phone TEXT,
  joined_on DATE
);
CREATE TABLE leases (
  id INTEGER PRIMARY KEY,
  plot_id INTEGER,
  gardener_id INTEGER,
  start_date DATE,
  status TEXT,
  deposit INTEGER,
  FOREIGN KEY (plot_id) REFERENCES plots(id),
  FOREIGN KEY (gardener_id) REFERENCES gardeners(id)
);
CREATE TABLE crops (
  id INTEGER PRIMARY KEY,
  name TEXT,
  kind TEXT,
  sow_month INTEGER,
  days_to_harvest INTEGER
);
CREATE TABLE plantings (
  id INTEGER PRIMARY KEY,
  plot_id INTEGER,
  crop_id INTEGER,
  year INTEGER,
  yield_kg REAL,
  FOREIGN KEY (plot_id) REFERENCES plots(id),
  FOREIGN KEY (crop_id) REFERENCES crops(id)
);
INSERT INTO garden_sites VALUES
(1,'한강텃밭','서울',2011,5200,'수돗물'),
(2,'북한산 나눔농장','서울',2006,3800,'지하수'),
(3,'해운대 초록밭','부산',2015,2400,'수돗물'),
(4,'무등 햇살텃밭','광주',2009,4100,'지하수'),
(5,'갑천 두레밭','대전',2018,1900,'빗물'),
(6,'수성 꽃밭','대구',2013,3300,'지하수'),
(7,'송도 바람텃밭','인천',2020,6100,'빗물'),
(8,'오름 돌담밭','제주',2003,2750,NULL);
INSERT INTO plots VALUES
(1,1,'A-01',12.0,90000,'사양토'),
(2,1,'A-02',16.5,120000,'사양토'),
(3,2,'B-11',20.0,110000,'점토'),
(4,2,'B-12',10.0,60000,'점토'),
(5,3,'H-3',14.0,100000,'모래'),
(6,4,'M-7',25.0,95000,'사양토'),
(7,4,'M-8',18.0,72000,'점토'),
(8,5,'G-2',9.0,45000,'사양토'),
(9,6,'S-5',15.0,85000,'모래'),
(10,7,'W-1',30.0,130000,'모래'),
(11,8,'J-4',22.0,42000,'화산토'),
(12,1,'A-03',11.0,88000,'점토');
INSERT INTO gardeners VALUES
(1,'김서연','서울',1984,'010-2211-0901','2018-03-02'),
(2,'박준호','서울',1957,NULL,'2012-04-15'),
(3,'이하늘','부산',1991,'010-7788-3410','2021-02-20'),
(4,'정미란','광주',1969,'010-4545-6120','2015-03-11'),
(5,'최동욱','대전',1978,'010-3030-7745','2019-05-01'),
(6,'Linh Tran','대구',1988,'010-9012-5567','2020-03-28'),
(7,'오세진','인천',1995,'010-6677-1208','2022-04-09'),
(8,'강순이','제주',1949,NULL,'2008-02-17'),
(9,'Marco Bellini','서울',1982,'010-1199-8034','2020-09-13'),
(10,'윤가람','수원',2000,'010-8421-2290','2023-06-05');
INSERT INTO leases VALUES
(1,1,1,'2021-03-01','이용중',50000),
(2,2,2,'2013-03-01','종료',30000),
(3,2,9,'2021-04-01','이용중',60000),
(4,3,2,'2018-03-01','이용중',40000),
(5,5,3,'2021-03-15','이용중',45000),
(6,6,4,'2016-03-01','이용중',42000),
(7,7,4,'2019-03-01','종료',36000),
(8,8,5,'2020-03-01','취소',20000),
(9,9,6,'2020-04-10','이용중',41000),
(10,10,7,'2022-05-01','종료',70000),
(11,11,8,'2009-03-01','이용중',25000),
(12,12,1,'2023-03-01','취소',48000);
INSERT INTO crops VALUES
(1,'상추','잎채소',3,45),
(2,'배추','잎채소',8,80),
(3,'방울토마토','열매채소',4,90),
(4,'고추','열매채소',5,120),
(5,'감자','뿌리채소',3,95),
(6,'무','뿌리채소',8,70),
(7,'고구마','뿌리채소',5,130),
(8,'들깨','잎채소',6,140),
(9,'가지','열매채소',5,85),
(10,'완두콩','콩',3,75);
INSERT INTO plantings VALUES
(1,1,1,2022,14.5),
(2,1,3,2022,22.0),
(3,2,4,2022,9.6),
(4,3,2,2022,61.0),
(5,5,3,2023,18.4),
(6,6,7,2022,74.5),
(7,6,5,2023,52.3),
(8,7,6,2022,33.0),
(9,9,4,2023,12.7),
(10,10,7,2022,88.0),
(11,11,6,2023,47.2),
(12,1,1,2023,16.1),
(13,3,5,2023,40.8),
(14,2,9,2023,NULL);
